// The continuous laws: every check of the suite on each.
import * as laws from '../src/laws/continuous/index';
import { continuousRows } from './rows/continuous';
import { testLaws } from './suite/index';

testLaws(laws, continuousRows);
