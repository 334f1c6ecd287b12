/** One feature of the model, and a change of the search's own code that makes it ignore the feature. */
export interface FeatureSwitch {
  readonly feature: string;
  /** Of the problem (`server/planner/model/problem.ts`), and in VROOM's format (docs/vroom.md). */
  readonly field: string;
  readonly vroomField: string;
  /** Below `server/planner`; it has `find` exactly once. */
  readonly file: string;
  readonly find: string;
  readonly replace: string;
  /** Below `tests/planner/features`, and the name there of the test that must fail then. */
  readonly testFile: string;
  readonly test: string;
}
