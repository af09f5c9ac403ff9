import { channelContract } from '../contract.ts'
import { webChatTrial } from './test/web-chat-trial.ts'

channelContract(webChatTrial)
