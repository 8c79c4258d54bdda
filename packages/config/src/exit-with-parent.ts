/** How long a program may take to end in good order once its parent is gone. */
const DEADLINE_MS = 5_000;

/**
 * Ends this program when the one that started it is gone, even if that was killed with -9: nothing would restart or stop
 * it any more, and it would hold its port. It is asked with SIGTERM first, so that its own shutdown runs. Does nothing
 * in a program started without an IPC channel (from a shell, by systemd).
 *
 * Call it once, after the SIGTERM handler is in place.
 */
export const exitWithParent = (): void => {
  // Only a program started with a channel has `send`, also when the channel has closed by now.
  if (!process.send) return;
  if (!process.connected) {
    endInGoodOrder();
    return;
  }
  process.once("disconnect", endInGoodOrder);
  // Listening would keep the program running when it has nothing left to do.
  process.channel?.unref();
};

const endInGoodOrder = (): void => {
  setTimeout(() => process.exit(1), DEADLINE_MS).unref();
  process.kill(process.pid, "SIGTERM");
};
