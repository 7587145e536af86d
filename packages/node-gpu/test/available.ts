import { readInstallation } from '../dist/index.js';
import { setup } from '../dist/setup.js';

/** Why there is no native backend to test here; undefined where there is one. BAYTES_NATIVE=wheel sets one up from the wheel. */
export async function whyNot(): Promise<string | undefined> {
  try {
    if (process.env.BAYTES_NATIVE === 'wheel') await setup({ from: 'wheel', say: console.warn });
    readInstallation();
    return undefined;
  } catch (error) {
    console.warn(`skipped: the native backend: ${(error as Error).message}`);
    return (error as Error).message;
  }
}
