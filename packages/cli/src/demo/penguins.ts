// Palmer penguins: Horst, Hill and Gorman (2020), CC0, as the package vega-datasets brings them. The build puts the file's text into
// the program; nobody has to download 40 MB of other data sets to see 344 penguins.
import penguins from '../../node_modules/vega-datasets/data/penguins.json';
import { matrix } from '@baytes/kernels';
import type { DataSet } from './data-set';

const columns = ['Beak Length (mm)', 'Beak Depth (mm)', 'Flipper Length (mm)', 'Body Mass (g)'] as const;

/** 344 penguins of three species, four measurements each; two birds were not measured at all. */
export function penguinData(): DataSet {
  return {
    name: 'Palmer penguins',
    source: 'Horst, Hill and Gorman (2020), CC0, from vega-datasets',
    columns: columns.map((column) => column.replace('Beak', 'Bill')),
    rows: matrix(penguins.map((bird) => columns.map((column) => bird[column] ?? Number.NaN))),
    labels: penguins.map((bird) => bird.Species),
    labelName: 'species',
  };
}
