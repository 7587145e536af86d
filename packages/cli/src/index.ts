export type { Candidate, Chapter, Fit, Method, Report, Scores } from './report/chapter';
export { renderReport } from './report/render';
export { type Cell, textTable } from './terminal/table';
