import type { IncomingMessage } from 'node:http'
import type { Text } from '../../../shared/kernel/text.ts'
import type { Host } from '../host.ts'
import type { LocalRoute } from './local-route.ts'

/** What the edge of one machine is told by whoever faces the world with it: the playground, or production. */
export interface Front {
  /** Pages and calls besides those that every place has. */
  readonly routes: readonly LocalRoute[]
  /** Whether those among them that let whoever reaches them act as anyone are there. */
  readonly localPages: boolean
  /** Holds the session of a browser. */
  readonly cookie: string
  /** As an authorizer passes them on; undefined for a token that is none, or none any more. */
  claimsOf(token: string | undefined): Promise<Readonly<Record<string, string>> | undefined>
  /** What somebody is told who is nobody yet; `login`: where a program finds a role to pick. */
  readonly signInFirst: { readonly message: Text; readonly login?: string }
  /** Where a browser is led that is nobody's yet, to come back to `to`. */
  signInAt(to: string): string
  /** From where a request comes, whoever passed it on. */
  addressOf(request: IncomingMessage): string
}

/** `address`: where this machine reaches the server. */
export type FrontOf = (host: Host, address: () => string) => Front
