/** Ends the derivative of `op` with respect to `what`, with an error that says how to do without it. */
export function noDerivative(op: string, what: string): never {
  throw new Error(
    `${op}: there is no derivative with respect to ${what}; stopGradient from @baytes/tensor says that none is wanted`,
  );
}
