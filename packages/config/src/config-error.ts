/** The environment cannot be used. The message lists every fault at once, one a line, without any value. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
  /** One sentence a fault, each beginning with the variable's name. */
  readonly faults: readonly string[];

  /** @param faults at least one sentence */
  constructor(faults: readonly string[]) {
    super(`The environment is not usable:\n${faults.map((fault) => `  ${fault}`).join("\n")}`);
    this.faults = faults;
  }
}
