import { clausesWith, type PlanDocument } from './document.ts'

/**
 * Roles that may take evidence under these documents out of the service department (C27): those whom every plan lets; a plan
 * that says nothing lets managers.
 */
export const mayExport = (documents: readonly PlanDocument[], role: string): boolean =>
  documents.every((document) => {
    const rules = clausesWith(document, 'export')
    return rules.length === 0 ? role === 'manager' : rules.every(({ roles }) => roles.includes(role))
  }) &&
  (documents.length > 0 || role === 'manager')
