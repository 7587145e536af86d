import { cholesky, logSumExp } from '../../src/index';
import { table } from '../gradients/table';
import { compare } from './gradients';

// What TensorFlow.js itself computes on the host (rank 5, mostly), and what we do, needs numbers back at once. The software adapter
// cannot do that, and its process ends over it: those cases are left to wasm.
const rankFive = table.filter(({ inputs }) => inputs.some(({ shape }) => shape.length > 4));

export default async () => {
  const report = await compare(
    'webgpu',
    table.filter((each) => !rankFive.includes(each)),
  );
  // A composite needs nothing back.
  const [composite] = await logSumExp([1, 2, 3]).data();
  let refused = '';
  try {
    await cholesky(logSumExp([[[1]]], 0)).data();
  } catch (error) {
    refused = (error as Error).message;
  }
  return { ...report, left: rankFive.length, composite, refused };
};
