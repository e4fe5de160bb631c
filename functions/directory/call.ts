import type { EditDeps } from '../../shared/use-cases/edit-directory.ts'
import type { ApiCall, StaffDeps } from '../api/call.ts'

export type DirectoryDeps = StaffDeps & EditDeps
export type DirectoryCall = ApiCall<DirectoryDeps>
