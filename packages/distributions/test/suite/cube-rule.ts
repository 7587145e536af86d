// Integrals over the unit cube.
import { gaussLegendre } from './quadrature';

/** All points of the product of Gauss and Legendre's rules of n nodes, with their weights. */
export function cubeRule(dimensions: number, n: number): { point: number[]; weight: number }[] {
  const rule = gaussLegendre(n);
  return Array.from({ length: n ** dimensions }, (_, index) => {
    const nodes = Array.from({ length: dimensions }, (__, d) => rule[Math.floor(index / n ** d) % n]);
    return {
      point: nodes.map(({ node }) => (1 + node) / 2),
      weight: nodes.reduce((all, { weight }) => (all * weight) / 2, 1),
    };
  });
}
