// The discrete laws: every check of the suite on each.
import * as laws from '../src/laws/discrete/index';
import { discreteRows } from './rows/discrete';
import { testLaws } from './suite/index';

testLaws(laws, discreteRows);
