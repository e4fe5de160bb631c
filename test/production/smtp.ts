import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'
import { onTestFinished } from 'vitest'

export interface TakenMail {
  readonly from: string
  readonly to: string
  /** As it came, headers and all. */
  readonly source: string
  readonly user: string
}

interface Talk {
  user: string
  from: string
  to: string
  data: string[] | undefined
}

/** A mail server on this machine: as much of SMTP (RFC 5321, AUTH PLAIN) as takes a mail, until the test ends. */
export async function startMailServer({ password = 'a password', refuses = false } = {}) {
  const taken: TakenMail[] = []
  const server = createServer((socket) => talk(socket, { password, refuses, take: (mail) => taken.push(mail) }))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  const { port } = server.address() as { port: number }
  return { port, taken }
}

interface Rules {
  readonly password: string
  readonly refuses: boolean
  readonly take: (mail: TakenMail) => void
}

function talk(socket: Socket, rules: Rules): void {
  const state: Talk = { user: '', from: '', to: '', data: undefined }
  let rest = ''
  socket.on('error', () => {})
  socket.write('220 mail.test\r\n')
  socket.setEncoding('utf8').on('data', (text: string) => {
    const lines = (rest + text).split('\r\n')
    rest = lines.pop() ?? ''
    for (const line of lines) {
      const answer = state.data ? ofData(line, state, rules) : ofCommand(line, state, rules)
      if (answer) socket.write(`${answer}\r\n`)
    }
  })
}

function ofData(line: string, state: Talk, { take }: Rules): string | undefined {
  if (line !== '.') {
    state.data?.push(line.replace(/^\./, ''))
    return undefined
  }
  take({ user: state.user, from: state.from, to: state.to, source: (state.data ?? []).join('\n') })
  state.data = undefined
  return '250 taken'
}

function ofCommand(line: string, state: Talk, { password, refuses }: Rules): string {
  const address = /<([^>]*)>/.exec(line)?.[1] ?? ''
  if (/^EHLO/i.test(line)) return '250-mail.test\r\n250 AUTH PLAIN'
  if (/^AUTH PLAIN /i.test(line)) {
    const [, user = '', given] = Buffer.from(line.slice(11), 'base64').toString().split('\0')
    state.user = user
    return given === password ? '235 welcome' : '535 no'
  }
  if (/^MAIL FROM/i.test(line)) state.from = address
  if (/^RCPT TO/i.test(line)) {
    state.to = address
    return refuses ? '550 no such mailbox' : '250 ok'
  }
  if (/^DATA/i.test(line)) {
    state.data = []
    return '354 go on'
  }
  return /^QUIT/i.test(line) ? '221 bye' : '250 ok'
}
