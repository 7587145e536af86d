// `npm test`: from a fresh clone to every test of every package.
import { build, exec, install, requireNode } from './workspace.mjs';

requireNode();
install();
build();
exec('vitest', ['run', ...process.argv.slice(2)]);
