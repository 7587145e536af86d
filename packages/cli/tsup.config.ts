import { library } from '../../tooling/tsup.ts';

export default library(
  { index: 'src/index.ts', bin: 'src/bin.ts' },
  { platform: 'node', splitting: true, dts: { entry: { index: 'src/index.ts' } } },
);
