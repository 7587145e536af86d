export { independent } from './independent';
export { transformed } from './transformed';
