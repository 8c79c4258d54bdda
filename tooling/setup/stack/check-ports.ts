import { isPortFree } from "@deskhand/db/embedded";
import { SetupError } from "../setup-error.ts";
import { findPortHolder } from "./port-holder.ts";

/**
 * Makes sure that nobody has our ports.
 *
 * @param ports by the variable that sets them
 * @throws SetupError naming every port that cannot be had, its variable and, where it can be seen, its holder
 */
export const checkPorts = async (ports: Record<string, number>): Promise<void> => {
  const entries = Object.entries(ports);
  const faults: string[] = [];
  for (const [index, [name, port]] of entries.entries()) {
    const twin = entries.slice(0, index).find(([, other]) => other === port);
    const fault = twin ? `is already ${twin[0]}` : await findFault(port);
    if (fault) faults.push(`Port ${port} ${fault}. Set ${name} to another port, for example ${name}=${port + 1000}.`);
  }
  if (faults.length > 0) throw new SetupError(faults.join("\n"));
};

const findFault = async (port: number): Promise<string | null> => {
  try {
    if (await isPortFree(port)) return null;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EACCES") return "is not ours to open";
    throw error;
  }
  const holder = findPortHolder(port);
  return holder ? `is taken by ${holder.command} (process ${holder.pid})` : "is taken by another program";
};
