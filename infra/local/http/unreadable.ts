import { type Server, STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import { withSafeHeaders } from '../../../functions/middleware/safe-headers.ts'

// What HTTP itself makes nothing of never reaches a route: Node would answer it with a bare line. Here it gets the headers that
// every answer has, and a word.

const STATUS_OF: Readonly<Record<string, number>> = {
  HPE_HEADER_OVERFLOW: 431,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
}

const WORDS: Readonly<Record<number, string>> = {
  400: 'The request is not HTTP.',
  408: 'The request took too long.',
  413: 'The request is too large.',
  417: 'What the request expects is not done here.',
  431: '地址和请求头合计不能超过 16 kB：请缩短地址里的内容，例如 q。 The address and headers of a request have 16 kB: shorten what stands in the address, such as q.',
}

export function answerUnreadable(server: Server, publicUrl: string): void {
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Duplex) => {
    if (error.code === 'ECONNRESET' || !socket.writable) return
    socket.end(rawAnswer(STATUS_OF[error.code ?? ''] ?? 400, publicUrl))
  })
  server.on('checkExpectation', (_request, response) => {
    response.socket?.end(rawAnswer(417, publicUrl))
  })
}

function rawAnswer(status: number, publicUrl: string): string {
  const body = JSON.stringify({ error: 'badRequest', message: WORDS[status] })
  const { headers } = withSafeHeaders(
    {
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'content-length': Buffer.byteLength(body),
        connection: 'close',
      },
    },
    publicUrl,
  )
  const lines = Object.entries(headers ?? {}).map(([name, value]) => `${name}: ${value}\r\n`)
  return `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('')}\r\n${body}`
}
