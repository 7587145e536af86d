export { compile, type CompileOptions } from './compile';
export type { ArraysOf, FlatProgram, Program } from './program';
export type { Argument, Numbers, Results, Returned, Values } from './tree';
