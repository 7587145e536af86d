/** One file of a data set. */
export interface DataFile {
  /** Where it lies below a base URL, in the cache, and in a folder that is a source. */
  readonly path: string;
  /** Where to download it from, if not from below the base URL. */
  readonly url?: string;
  readonly bytes: number;
  /** SHA-256 of the file as it lies there, compressed, in hexadecimal. */
  readonly sha256: string;
}

/** What is known of a data set. */
export interface DataSetDescription {
  readonly name: string;
  /** What a row is, and how many there are. */
  readonly title: string;
  /** A CSV with its column of labels, or images and their labels in the IDX format: two files, in this order. */
  readonly format: { readonly kind: 'csv'; readonly labelColumn: string } | { readonly kind: 'idx-images' };
  readonly files: readonly DataFile[];
  readonly licence: string;
  readonly citation: string;
}

const uci = 'UCI Machine Learning Repository';
const csv = { kind: 'csv', labelColumn: 'label' } as const;

/** The data sets that are known by name. */
export const dataSets = {
  glass: {
    name: 'glass',
    title: 'Pieces of glass by their chemistry: 214 x 9, 6 kinds',
    format: csv,
    files: [
      {
        path: 'clustering/glass.csv.gz',
        bytes: 3280,
        sha256: '8f5b1cfdde79be351054d4c5076c0da0f9de2ea1553f37001a8e7ce42762c065',
      },
    ],
    licence: 'CC BY 4.0',
    citation: `German, B. (1987). Glass Identification. ${uci}.`,
  },
  vehicle: {
    name: 'vehicle',
    title: 'Silhouettes of vehicles: 846 x 18, 4 kinds',
    format: csv,
    files: [
      {
        path: 'clustering/vehicle.csv.gz',
        bytes: 17922,
        sha256: '92ba142b2913dc8b95fad3d86f79977409fec2ad054648f1aab4c191389c294b',
      },
    ],
    licence: 'CC BY 4.0',
    citation: `Mowforth, P. and Shepherd, B. (1987). Statlog (Vehicle Silhouettes). ${uci}.`,
  },
  letter: {
    name: 'letter',
    title: 'Printed capital letters by 16 measures of shape: 20000 x 16, 26 letters',
    format: csv,
    files: [
      {
        path: 'clustering/letter.csv.gz',
        bytes: 189088,
        sha256: '32e357e6dc5d8ecabff27b8d35224c2902463c461ab75b49dd9c490839de07e8',
      },
    ],
    licence: 'CC BY 4.0',
    citation: `Slate, D. (1991). Letter Recognition. ${uci}.`,
  },
  'pendigits-train': {
    name: 'pendigits-train',
    title: 'Handwritten digits as 8 points of a pen, the training part: 7494 x 16, 10 digits',
    format: csv,
    files: [
      {
        path: 'clustering/pendigits-train.csv.gz',
        bytes: 125943,
        sha256: '68d143de6d63bec0171445271181874f4ef8afa79626d0c64834f65ef52cf2a0',
      },
    ],
    licence: 'CC BY 4.0',
    citation: `Alpaydin, E. and Alimoglu, F. (1996). Pen-Based Recognition of Handwritten Digits. ${uci}.`,
  },
  'pendigits-test': {
    name: 'pendigits-test',
    title: 'Handwritten digits as 8 points of a pen, by other writers, the test part: 3498 x 16, 10 digits',
    format: csv,
    files: [
      {
        path: 'clustering/pendigits-test.csv.gz',
        bytes: 59398,
        sha256: '6d691b9609ac426dab9db899b4bb4d2e3a5f395bcf06d865e4749e1e2ca64291',
      },
    ],
    licence: 'CC BY 4.0',
    citation: `Alpaydin, E. and Alimoglu, F. (1996). Pen-Based Recognition of Handwritten Digits. ${uci}.`,
  },
  'optdigits-train': {
    name: 'optdigits-train',
    title: 'Handwritten digits as 8 x 8 images, a training part: 2999 x 64, 10 digits',
    format: csv,
    files: [
      {
        path: 'images/optdigits-train.csv.gz',
        bytes: 88595,
        sha256: '6e95782a5b824840abf602d750e863348d393b4f2e3e266bd471911a24e532d0',
      },
    ],
    licence: 'CC BY 4.0',
    citation: `Alpaydin, E. and Kaynak, C. (1998). Optical Recognition of Handwritten Digits. ${uci}.`,
  },
  'optdigits-test': {
    name: 'optdigits-test',
    title: 'Handwritten digits as 8 x 8 images, the test part, which scikit-learn calls digits: 1797 x 64, 10 digits',
    format: csv,
    files: [
      {
        path: 'images/optdigits-test.csv.gz',
        bytes: 53603,
        sha256: 'ad8bdbd5ae0e92f68033108f331b6fae4be0990d250e01d6b959a6bb81e7832c',
      },
    ],
    licence: 'CC BY 4.0',
    citation: `Alpaydin, E. and Kaynak, C. (1998). Optical Recognition of Handwritten Digits. ${uci}.`,
  },
  'mnist-t10k': {
    name: 'mnist-t10k',
    title: 'Handwritten digits as 28 x 28 images, the test part of MNIST: 10000 x 784, 10 digits',
    format: { kind: 'idx-images' },
    files: [
      {
        path: 'images/mnist-t10k-images-idx3-ubyte.gz',
        bytes: 1648877,
        sha256: '167310007f03058885c7e95e6c0b19c20de5c7fd3031f4cbdadc9014a523d80b',
      },
      {
        path: 'images/mnist-t10k-labels-idx1-ubyte.gz',
        bytes: 4542,
        sha256: 'fc607395669ec21321ea83e4b82c0544b7e8e63ff5b34337c06bc0a17cc0da3c',
      },
    ],
    licence: 'not stated by its authors',
    citation: 'LeCun, Y., Cortes, C. and Burges, C. The MNIST database of handwritten digits.',
  },
  'notmnist-t10k': {
    name: 'notmnist-t10k',
    title: 'The letters A to J from many fonts as 28 x 28 images: 10000 x 784, 10 letters',
    format: { kind: 'idx-images' },
    files: [
      {
        path: 'images/notmnist-t10k-images-idx3-ubyte.gz',
        bytes: 3172375,
        sha256: '70ae9e06201f2827e5b0a3781a3169d735dd2efc69996b9eeaee7f10ed4044d7',
      },
      {
        path: 'images/notmnist-t10k-labels-idx1-ubyte.gz',
        bytes: 5118,
        sha256: '1fa03836e01c862542f8eb83463bb951bebec6fcb3efa28dad748c6b38a9021b',
      },
    ],
    licence: 'not stated by its author',
    citation: 'Bulatov, Y. (2011). notMNIST dataset.',
  },
} as const satisfies Record<string, DataSetDescription>;

/** A data set that is known by name. */
export type DataSetName = keyof typeof dataSets;
