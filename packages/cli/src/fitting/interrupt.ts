/** A request from outside to stop. */
export interface Interrupt {
  /** The signal that came, if one did. */
  readonly signal: 'SIGINT' | 'SIGTERM' | undefined;
  /** What the process should exit with: 130 after Ctrl-C, as shells have it. */
  readonly exitCode: number;
  /** Stops listening. */
  release(): void;
}

/**
 * Listens for Ctrl-C (and for SIGTERM, which batch systems send). The first one only sets `signal`; work looks at it between two
 * steps. From then on nobody listens, so that a second one ends the process at once, even in the middle of a step.
 */
export function listenForInterrupt(onFirst: () => void): Interrupt {
  let signal: Interrupt['signal'];
  const hear = (received: NodeJS.Signals) => {
    release();
    signal = received as Interrupt['signal'];
    onFirst();
  };
  const release = () => {
    process.off('SIGINT', hear);
    process.off('SIGTERM', hear);
  };
  process.on('SIGINT', hear);
  process.on('SIGTERM', hear);
  return {
    get signal() {
      return signal;
    },
    get exitCode() {
      return signal === 'SIGINT' ? 130 : signal === 'SIGTERM' ? 143 : 0;
    },
    release,
  };
}
