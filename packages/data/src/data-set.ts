import type { Matrix } from '@baytes/kernels';
import { parseCsv } from './csv-parse';
import { type DownloadOptions, download } from './download';
import { decodeText, gunzip } from './gzip';
import { parseIdx } from './idx';
import { type DataFile, type DataSetDescription, type DataSetName, dataSets } from './registry';

/** A data set in memory. */
export interface DataSet {
  readonly name: string;
  /** n x D. */
  readonly rows: Matrix;
  /** D names. */
  readonly columns: string[];
  /** n labels. */
  readonly labels: (number | string)[];
  /** Height and width where a row is an image, by lines. */
  readonly shape?: readonly number[];
  readonly description: DataSetDescription;
}

/** Where a data set comes from. */
export interface DataSetOptions extends DownloadOptions {
  /** Where the files lie, each under its path: `${baseUrl}/clustering/glass.csv.gz`. */
  readonly baseUrl?: string;
}

/** Gets the bytes of a file, checked. */
export type FileSource = (file: DataFile) => Promise<Uint8Array>;

/**
 * Downloads a data set and reads it. In Node, `dataset` of `@baytes/data/node` also keeps it in a cache folder.
 *
 * @param which a name of `dataSets`, or the description of a set of your own.
 * @throws RangeError for an unknown name, or where no address is known; Error where the download fails or is not the known file.
 * @example
 * const { rows, labels } = await dataset('letter', { baseUrl: 'https://example.org/data' });
 */
export async function dataset(which: DataSetName | DataSetDescription, options: DataSetOptions = {}): Promise<DataSet> {
  const description = describe(which);
  return readDataSet(description, (file) => download(addressOf(file, description, options.baseUrl), file, options));
}

/** The description that a name or a description stands for. */
export function describe(which: DataSetName | DataSetDescription): DataSetDescription {
  if (typeof which !== 'string') return which;
  if (!Object.hasOwn(dataSets, which)) {
    throw new RangeError(
      `dataset: there is no data set ${JSON.stringify(which)}; there are ${Object.keys(dataSets).join(', ')}`,
    );
  }
  return dataSets[which];
}

/** The address of a file. Where none is known, the error ends with `note`. */
export function addressOf(file: DataFile, { name }: DataSetDescription, baseUrl: string | undefined, note = ''): string {
  if (baseUrl !== undefined) return `${baseUrl.replace(/\/+$/, '')}/${file.path}`;
  if (file.url !== undefined) return file.url;
  throw new RangeError(
    `dataset: no address is known for ${file.path} of ${name}; give baseUrl (in Node also BAYTES_DATA_URL), or a folder as source${note}`,
  );
}

/** Gets the files of a data set and reads them. */
export async function readDataSet(description: DataSetDescription, source: FileSource): Promise<DataSet> {
  const { name, files, format } = description;
  const contents: Uint8Array[] = [];
  for (const file of files) contents.push(await gunzip(await source(file), file.path));
  if (format.kind === 'csv') {
    const [{ path }] = files;
    const {
      rows,
      columns,
      labels = [],
    } = parseCsv(decodeText(contents[0], path), {
      header: true,
      delimiter: ',',
      labelColumn: format.labelColumn,
      source: path,
    });
    return { name, rows, columns, labels, description };
  }
  const [images, labels] = contents.map((bytes, at) => parseIdx(bytes, files[at].path));
  const [count, ...shape] = images.shape;
  if (labels.data.length !== count) {
    throw new RangeError(`${files[1].path}: expected ${count} labels, one for every image; it has ${labels.data.length}`);
  }
  const width = shape.reduce((product, size) => product * size, 1);
  return {
    name,
    rows: { data: Float64Array.from(images.data), rows: count, columns: width },
    columns: Array.from({ length: width }, (_, at) => `p${at}`),
    labels: Array.from(labels.data),
    shape,
    description,
  };
}
