import { type PlanDocument, planInForce } from '../../../../shared/plan/document.ts'

/** A plan's versions, the latest first, and how each stands on a day. */
export interface PlanVersions {
  readonly id: string
  readonly versions: readonly { readonly document: PlanDocument; readonly standing: 'inForce' | 'before' | 'coming' }[]
}

export function versionsOf(documents: readonly PlanDocument[], today: string): readonly PlanVersions[] {
  const byId = Map.groupBy(documents, ({ id }) => id)
  return [...byId].map(([id, some]) => {
    const current = planInForce(documents, id, today)
    return {
      id,
      versions: some
        .toSorted((a, b) => b.version - a.version)
        .map((document) => ({ document, standing: standingOf(document, current) })),
    }
  })
}

const standingOf = ({ version }: PlanDocument, current: PlanDocument | undefined) => {
  if (version === current?.version) return 'inForce'
  return version > (current?.version ?? 0) ? 'coming' : 'before'
}

/** The version before it, which it is compared with. */
export const versionBefore = (
  documents: readonly PlanDocument[],
  { id, version }: PlanDocument,
): PlanDocument | undefined =>
  documents
    .filter((document) => document.id === id && document.version < version)
    .toSorted((a, b) => b.version - a.version)[0]
