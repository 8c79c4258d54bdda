/** A measured line: what was measured under which load, the figure, and the line it has to pass. */
export type Lines = {
  /** `isPass` null: a figure without a pass line. */
  add: (name: string, figure: string, pass?: { line: string; isPass: boolean }) => void;
  failed: () => number;
};

/** @param say receives one line a figure */
export function createLines(say: (line: string) => void): Lines {
  let failed = 0;
  return {
    add: (name, figure, pass) => {
      if (pass && !pass.isPass) failed += 1;
      const verdict = pass ? (pass.isPass ? "PASS" : "FAIL") : "    ";
      say(`${verdict} ${name}: ${figure}${pass ? ` (${pass.line})` : ""}`);
    },
    failed: () => failed,
  };
}
