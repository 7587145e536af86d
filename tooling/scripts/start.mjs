// `npm start`: from a fresh clone to the main job. Arguments after `--` reach it, so `npm start -- my.csv` works.
import { build, install, requireNode, run } from './workspace.mjs';

requireNode();
install();
build();
run(process.execPath, ['packages/cli/dist/bin.js', 'demo', ...process.argv.slice(2)]);
