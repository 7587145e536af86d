import { stepwiseUpdate } from '@baytes/em';
import { type BatchState, type BatchStateJSON, batchStateFromJSON, batchStateToJSON } from './batch-state';
import { type OnlineOptions, onlineFamily, onlinePlan, prepareBatch, type RowBatch, startOn } from './fit-batches';
import { GaussianMixture } from './gaussian-mixture';
import { logScale, unscaleParameters } from './scaling';

export interface OnlineJSON {
  type: 'online-gaussian-mixture';
  version: 1;
  options: OnlineOptions;
  state: BatchStateJSON | null;
}

/**
 * A Gaussian mixture that learns from rows as they arrive: one step of stepwise EM a batch (Cappe and Moulines 2009). The first
 * batch decides the start and the scale of the columns. NaN is a missing value.
 *
 * @example
 * const online = new OnlineGaussianMixture({ components: 3 });
 * for await (const rows of arriving) await online.partialFit(rows);
 * online.model.predict(rows);
 */
export class OnlineGaussianMixture {
  private readonly options: OnlineOptions;
  private state: BatchState | undefined;
  private busy = false;

  constructor(options: OnlineOptions) {
    onlinePlan(options);
    this.options = options;
  }

  /** Batches seen. */
  get batches(): number {
    return this.state?.step ?? 0;
  }

  /**
   * Learns from n x D rows. Resolves to their mean log-density, in nats, under the model that met them.
   *
   * @throws RangeError for rows that cannot be used; the model is then as it was.
   */
  async partialFit(rows: RowBatch): Promise<number> {
    if (this.busy) throw new Error('partialFit: the batch before is still under way; await it first');
    this.busy = true;
    try {
      const settled = onlinePlan(this.options);
      const state = this.state ?? startOn(rows, settled);
      const next = await stepwiseUpdate(onlineFamily(settled), state, prepareBatch(rows, state), this.options);
      this.state = { ...state, ...next.state };
      return next.metrics.logLikelihood - logScale(state);
    } finally {
      this.busy = false;
    }
  }

  /** The model of now. */
  get model(): GaussianMixture {
    if (!this.state) throw new Error('model: there is none before the first partialFit');
    const { covariance, weights, means, covariances } = unscaleParameters(this.state.parameters, this.state);
    return GaussianMixture.fromParameters({ covariance, weights, means, covariances });
  }

  /** Everything as plain JSON: learning goes on from it bit-equal. */
  toJSON(): OnlineJSON {
    const { init, ...options } = this.options;
    return {
      type: 'online-gaussian-mixture',
      version: 1,
      // Parameters to start from are needed no more once a batch has been seen.
      options: typeof init === 'string' || (init && !this.state) ? { ...options, init } : options,
      state: this.state ? batchStateToJSON(this.state) : null,
    };
  }

  static fromJSON(json: unknown): OnlineGaussianMixture {
    const found = json as OnlineJSON;
    if (found?.type !== 'online-gaussian-mixture' || found.version !== 1 || !found.options) {
      throw new TypeError('json: this is not an online Gaussian mixture, version 1');
    }
    const online = new OnlineGaussianMixture(found.options);
    online.state = found.state ? batchStateFromJSON(found.state) : undefined;
    return online;
  }
}
