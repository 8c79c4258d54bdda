/** Counted tests. */
export type Counts = { passed: number; failed: number };

/** What a stage is given. */
export type StageContext = {
  /** The checkout. */
  root: string;
  /** A directory that is deleted after the run. */
  scratch: string;
  /** Arguments for the stage's tool, of a run of this stage alone. */
  args: string[];
  /** Aborted when the run is to end. */
  signal: AbortSignal;
};

/** One part of the test run. It throws when it fails; what went wrong is on the screen by then. */
export type Stage = {
  name: string;
  run: (context: StageContext) => Promise<void>;
  /** Where the stage leaves its tests' counts, if it runs any. */
  report?: { file: string; read: (report: unknown) => Counts };
};
