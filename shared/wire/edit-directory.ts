import * as z from 'zod'
import { type EditableList, editSchemas } from './directory.ts'
import { instant, pagingByNumber } from './problem.ts'

export const EDITABLE_LISTS = Object.keys(editSchemas) as EditableList[]
const list = z.enum(EDITABLE_LISTS as [EditableList, ...EditableList[]])

const reason = z.string().trim().min(1).max(1000).meta({ description: 'Why; kept on the directory record' })
const version = z
  .string()
  .min(1)
  .max(64)
  .meta({ description: '`version` of the entry as you read it; leave it out for a new one' })
const dryRun = z.boolean().default(false).meta({ description: 'Check it and show what changes; write nothing' })

/** Body of `POST /api/directory/{list}/{id}`: the whole entry, as data or as a row of its table. */
export const editSchema = z
  .strictObject({
    entry: z
      .looseObject({})
      .exactOptional()
      .meta({ description: 'As a directory file has it; what it leaves out is gone' }),
    cells: z
      .record(z.string().max(100), z.string().max(100_000))
      .exactOptional()
      .meta({ description: 'Instead: by column, as a table for import has it; other columns stay as they are' }),
    version: version.exactOptional(),
    reason,
    dryRun,
  })
  .refine(({ entry, cells }) => (entry === undefined) !== (cells === undefined), {
    path: ['entry'],
    error: 'give either entry or cells',
  })
  .meta({ id: 'DirectoryEdit' })

/** Body of `POST /api/directory/{list}/{id}/delete`. */
export const deletionSchema = z.strictObject({ version, reason, dryRun }).meta({ id: 'DirectoryDeletion' })

export const entriesQuerySchema = z.strictObject({
  q: z.string().max(100).default('').meta({ description: 'Words that all stand in it, as typed' }),
  customer: z.string().min(1).max(100).exactOptional().meta({ description: "Of this customer's alone" }),
  site: z.string().min(1).max(100).exactOptional().meta({ description: 'Of this site alone' }),
  after: z.string().max(200).exactOptional().meta({ description: '`after` of the page before' }),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})

export const changesOfDirectoryQuerySchema = z.strictObject({
  list: list.exactOptional().meta({ description: 'With `id`: the history of one entry' }),
  id: z.string().min(1).max(200).exactOptional(),
  ...pagingByNumber,
})

const actor = z.looseObject({ kind: z.string(), id: z.string().exactOptional(), name: z.string().exactOptional() })
const text = z.strictObject({ zh: z.string(), en: z.string() })
const anEntry = z.looseObject({}).meta({ description: 'As a directory file has it' })
const differences = z
  .array(z.strictObject({ name: text, before: text, after: text }))
  .readonly()
  .meta({ description: 'The columns that differ, as people read them' })

const directoryChangeSchema = z
  .strictObject({
    seq: z.int(),
    at: instant,
    by: actor,
    reason: z.string(),
    list: z.string(),
    entry: z.string(),
    before: anEntry.exactOptional(),
    after: anEntry.exactOptional(),
    differences,
  })
  .meta({ id: 'DirectoryChange' })

export const directoryChangesSchema = z
  .strictObject({ changes: z.array(directoryChangeSchema), cursor: z.string().exactOptional() })
  .meta({ id: 'DirectoryChanges' })

const pointers = z
  .strictObject({
    entries: z.array(z.strictObject({ list: z.string(), id: z.string(), name: z.string() })),
    more: z.int().exactOptional().meta({ description: 'So many entries besides' }),
    repairs: z.array(z.string()).readonly().meta({ description: 'Open repairs; before a deletion, all of them' }),
    records: z.int().meta({ description: 'What was recorded about it and stays' }),
  })
  .meta({ id: 'DirectoryPointers' })

const row = z.strictObject({
  list,
  id: z.string(),
  name: z.string(),
  cells: z.record(z.string(), z.string()).meta({ description: 'By column, as its table has it' }),
})

export const entrySchema = z
  .strictObject({
    ...row.shape,
    entry: anEntry.exactOptional().meta({ description: 'Absent: it was deleted' }),
    version: z.string().exactOptional(),
    mayEdit: z.boolean(),
    pointers,
    history: directoryChangesSchema,
  })
  .meta({ id: 'DirectoryEntry' })

export const entriesSchema = z
  .strictObject({ entries: z.array(row), after: z.string().exactOptional(), total: z.int() })
  .meta({ id: 'DirectoryEntries' })

export const listsQuerySchema = z.strictObject({
  q: z.string().max(100).default('').meta({ description: 'Words that all stand in an entry, of whatever list' }),
})

const column = z.strictObject({
  key: z.string(),
  name: text,
  kind: z.string().meta({
    description: 'How a form asks for it: text, code, phone, day, whole, yuan, codes, minutes, terms, choice or flag',
  }),
  required: z.boolean(),
  choices: z.array(z.strictObject({ value: z.string(), name: text })).exactOptional(),
  of: z.string().exactOptional().meta({ description: 'It names entries of this list, a plan or a roster' }),
})

export const listsSchema = z
  .strictObject({
    lists: z.array(
      z.strictObject({
        list,
        name: text,
        mayEdit: z.boolean(),
        columns: z.array(column).readonly(),
        found: z.array(row).meta({ description: 'The first that the words mean; none without words' }),
        total: z.int(),
      }),
    ),
    label: z
      .strictObject({ supplier: text, hotline: z.string(), address: z.string() })
      .meta({ description: 'What stands on the label of every unit, and the address that its code begins with' }),
  })
  .meta({ id: 'DirectoryLists' })

export const exportQuerySchema = z.strictObject({ lang: z.enum(['zh-CN', 'en']).default('zh-CN') })

export const editedSchema = z
  .strictObject({
    outcome: z.enum(['saved', 'unchanged', 'dryRun']),
    id: z.string(),
    entry: anEntry.exactOptional(),
    version: z.string().exactOptional(),
    differences,
    warnings: z.array(z.string()),
  })
  .meta({ id: 'DirectoryEdited' })

export const staleEntrySchema = z
  .strictObject({
    error: z.enum(['stale', 'pointedTo']),
    message: z.string(),
    entry: anEntry.exactOptional(),
    cells: z.record(z.string(), z.string()).exactOptional(),
    version: z.string().exactOptional(),
    pointers: pointers.exactOptional(),
  })
  .meta({ id: 'DirectoryStale' })
