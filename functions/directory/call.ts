import type { Machine } from '../../shared/ports/machine.ts'
import type { ApiCall, StaffDeps } from '../api/call.ts'

export type DirectoryDeps = StaffDeps & { readonly machine: Machine }
export type DirectoryCall = ApiCall<DirectoryDeps>
