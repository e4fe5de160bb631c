import writeXlsx from 'write-excel-file/node'
import { auditExport } from '../../shared/use-cases/audit.ts'
import { exportQuerySchema } from '../../shared/wire/edit-directory.ts'
import { parse } from '../../shared/wire/problem.ts'
import { sheetsOf, workbookOf } from '../../shared/wire/tables/write.ts'
import { queryOf } from '../api/call.ts'
import { staffWho } from '../api/roles.ts'
import { workbookFile } from '../middleware/workbook.ts'
import type { DirectoryCall } from './call.ts'
import { keyOf } from './view.ts'

/** Every list that can be imported, as a workbook; who took it is on the audit record before it leaves (C27). */
export const exportTables: DirectoryCall = async (event, deps) => {
  const staff = staffWho(event, 'exportDirectory')
  const { lang } = parse(exportQuerySchema, queryOf(event))
  const sheets = sheetsOf(await deps.directory.all(), keyOf(lang))
  const lines = sheets.reduce((sum, { rows }) => sum + rows.length - 1, 0)
  await auditExport(deps, staff, { lists: sheets.map(({ list }) => list), lines })
  return workbookFile('master-data', await writeXlsx(workbookOf(sheets)).toBuffer())
}
