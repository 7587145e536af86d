import { linearAlgebra } from '../gradients/linear-algebra';
import { table } from '../gradients/table';
import { compare } from './gradients';

export default () => compare('wasm', [...table, ...linearAlgebra]);
