import type { ReactNode } from 'react'
import { StaffShell } from './staff-shell.tsx'

/** The staff's door. */
export default function DoorLayout({ children }: { children: ReactNode }) {
  return <StaffShell home="/staff">{children}</StaffShell>
}
