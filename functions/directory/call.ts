import type { Machine } from '../../shared/ports/machine.ts'
import type { EditDeps } from '../../shared/use-cases/edit-directory.ts'
import type { ApiCall, StaffDeps } from '../api/call.ts'

export type DirectoryDeps = StaffDeps & EditDeps & { readonly machine: Machine }
export type DirectoryCall = ApiCall<DirectoryDeps>
