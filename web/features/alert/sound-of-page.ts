/** The page's one sounder, shared by what rings, by the settings and by the test at the beginning. */
import { createSounder } from './sounder.ts'

export const sounder = createSounder()
