export { compile, type CompileOptions } from './compile';
export { type Coverage, coverage } from './coverage';
export { explain, type ExplainOptions } from './explain';
export { type FuseDefinition, type Fused, fuse } from './fuse/fuse';
export type { ArraysOf, FlatProgram, Program } from './program';
export type { Argument, Numbers, Results, Returned, Values } from './tree';
