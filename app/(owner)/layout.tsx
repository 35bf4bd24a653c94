export { PersonShell as default } from '../person-shell.tsx'
