import { channelContract } from '../contract.ts'
import { askedTrial } from './asked-trial.ts'
import { callingTrial } from './calling-trial.ts'

channelContract(callingTrial())
channelContract(askedTrial())
