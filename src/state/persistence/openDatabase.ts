import { ExperimentDatabase } from './database'

export const database = new ExperimentDatabase()
