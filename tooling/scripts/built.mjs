// Runs one of the workspace's programs from a fresh clone: `node tooling/scripts/built.mjs tooling/bench/em.mjs --rounds 5`.
import { build, install, requireNode, run } from './workspace.mjs';

requireNode();
install();
build();
run(process.execPath, process.argv.slice(2));
