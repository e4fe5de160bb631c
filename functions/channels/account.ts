import { SettingError } from '../../shared/kernel/errors.ts'
import { requireAll, requireUrl } from '../../shared/kernel/setting.ts'
import type { Messenger } from '../../shared/ports/messaging.ts'
import type { Environment, LocalChannelKind } from './kind.ts'
import { LIMIT_SETTINGS, readLimits } from './limits.ts'

/** What an account with a provider is told by, each name without its prefix. */
interface Names<Needed extends string> {
  /** What the account is called; it chooses the channel. */
  readonly id: string
  readonly secret: string
  /** What else there must be, and may be. */
  readonly needs: readonly Needed[]
  readonly may?: readonly string[]
  /** The provider's own address. */
  readonly place: string
}

/** The setting by which receipts are asked for, where the provider cannot push them to us. */
export const RECEIPTS = 'RECEIPTS'

/** @throws SettingError for a word that means nothing. */
export function asksForReceipts(read: (name: string) => string | undefined, prefix: string): boolean {
  const written = read(RECEIPTS)
  if (written === undefined || written === 'ask') return written === 'ask'
  throw new SettingError({
    zh: `${prefix}_${RECEIPTS} 只能写 ask，或不写`,
    en: `${prefix}_${RECEIPTS} is "ask", or left out`,
  })
}

/** An account as its settings have it. `read`: whatever else there may be, by its name without the prefix. */
export interface Account<Needed extends string> {
  readonly id: string
  readonly secret: string
  readonly url: string
  readonly told: Readonly<Record<Needed, string>>
  read(name: string): string | undefined
}

/**
 * A channel of a provider, chosen by an account of its own, `{prefix}_{id}`: what writes and what rings need not be paid by the same
 * one. `{prefix}_URL` is for whoever reaches the provider by another address.
 */
export function byAccount<Needed extends string>(
  kind: Pick<LocalChannelKind, 'name' | 'carries' | 'receipts'>,
  prefix: string,
  { id, secret, needs, may = [], place }: Names<Needed>,
  open: (account: Account<Needed>) => () => Promise<Messenger>,
): LocalChannelKind {
  const named = <N extends string>(name: N) => `${prefix}_${name}` as const
  const isLimited = kind.carries === 'text'
  const limited = isLimited ? Object.values(LIMIT_SETTINGS) : []
  const plain = [id, ...needs, ...may, 'URL', ...limited].map((name) => [named(name), 'plain'] as const)
  const limits = (environment: Environment) => readLimits((name) => environment[named(name)] || undefined, prefix)
  return {
    ...kind,
    settings: { ...Object.fromEntries(plain), [named(secret)]: 'secret' },
    ...(isLimited && { limits: (environment: Environment) => async () => limits(environment) }),
    open: (environment: Environment) => {
      const chosen = environment[named(id)]
      if (!chosen) return undefined
      limits(environment)
      const told = requireAll(named(id), environment, [secret, ...needs].map(named))
      const url = environment[named('URL')] || place
      requireUrl(named('URL'), url, ['http:', 'https:'], place)
      return open({
        id: chosen,
        secret: told[named(secret)] ?? '',
        url,
        told: Object.fromEntries(needs.map((name) => [name, told[named(name)]])) as Record<Needed, string>,
        read: (name) => environment[named(name)] || undefined,
      })
    },
  }
}
