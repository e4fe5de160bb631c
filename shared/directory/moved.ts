import type { Contract, Directory } from './directory.ts'

/** A contract that a manager has moved to a newer version of its plan since the file was written. */
export interface MovedContract {
  readonly contract: string
  readonly file: number
  readonly onFile: number
}

/**
 * A directory file as it may be loaded over what is on file: a contract moved to a newer version of its plan stays there. With the
 * moves that the file does not know of yet.
 */
export function keepingMoves(
  file: Directory,
  onFile: Directory,
): { readonly directory: Directory; readonly moved: readonly MovedContract[] } {
  const stored = new Map(onFile.contracts.map((contract) => [contract.id, contract]))
  const newer = (contract: Contract): number | undefined => {
    const kept = stored.get(contract.id)
    return kept && kept.plan === contract.plan && kept.planVersion > contract.planVersion ? kept.planVersion : undefined
  }
  const contracts = file.contracts.map((contract) => ({
    ...contract,
    planVersion: newer(contract) ?? contract.planVersion,
  }))
  const moved = file.contracts.flatMap((contract) => {
    const planVersion = newer(contract)
    return planVersion === undefined ? [] : { contract: contract.id, file: contract.planVersion, onFile: planVersion }
  })
  return { directory: { ...file, contracts }, moved }
}
