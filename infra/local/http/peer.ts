import type { IncomingMessage } from 'node:http'

/**
 * From where a request comes. What it says of that counts only where it comes from a proxy of ours, and then from the last to the
 * first: whatever stands before the address that no proxy of ours has, its sender may have made up.
 */
export function addressBehind(request: IncomingMessage, isProxy: (address: string) => boolean): string {
  const peer = plain(request.socket.remoteAddress ?? '')
  const passedOn = String(request.headers['x-forwarded-for'] ?? '').split(',')
  let address = peer
  while (isProxy(address)) {
    const before = plain(passedOn.pop()?.trim() ?? '')
    if (!isAddress(before)) return address
    address = before
  }
  return address
}

/** An address of the old kind that came by the new one. */
const plain = (address: string): string => address.replace(/^::ffff:(?=[\d.]+$)/, '')
const isAddress = (text: string): boolean => text.length <= 45 && /^[\da-f.:]+$/i.test(text)
