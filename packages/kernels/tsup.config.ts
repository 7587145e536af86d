import { library } from '../../tooling/tsup.ts';

export default library({ index: 'src/index.ts' }, { onSuccess: 'node scripts/browser-pool.mjs' });
