import { connect } from "node:net";
import type { Socket } from "node:net";
import { createInterface } from "node:readline";

/** A reply of an SMTP server: its code, and its last line (RFC 5321 4.2). */
export type SmtpReply = { code: number; text: string };

/** An SMTP connection that says exactly what it is told; for clients that no mail program is. */
export type SmtpConversation = {
  /** Sends one line and reads the reply. */
  say: (line: string) => Promise<SmtpReply>;
  /** Sends bytes as they are, without waiting for a reply; resolves when there is room for more. */
  write: (bytes: Uint8Array) => Promise<void>;
  close: () => void;
};

/** Connects, reads the greeting and says EHLO. */
export async function openSmtp(port: number): Promise<SmtpConversation> {
  const socket = connect({ host: "127.0.0.1", port });
  const replies = readReplies(socket);
  const next = async (): Promise<SmtpReply> => {
    const { done, value } = await replies.next();
    if (done) throw new Error("The server closed the connection");
    return value;
  };
  const say = (line: string): Promise<SmtpReply> => {
    socket.write(`${line}\r\n`);
    return next();
  };
  await next();
  await say("EHLO client.example");
  return {
    say,
    write: (bytes) =>
      new Promise((resolve, reject) => {
        socket.write(bytes, (error) => (error ? reject(error) : resolve()));
      }),
    close: () => socket.destroy(),
  };
}

async function* readReplies(socket: Socket): AsyncGenerator<SmtpReply, undefined> {
  for await (const line of createInterface({ input: socket })) {
    if (/^\d{3} /.test(line)) yield { code: Number(line.slice(0, 3)), text: line.slice(4) };
  }
}
