export { type SimulationConfig, simulationConfigSchema } from './config.ts';
export { type ChannelSimsDescription, channelSimsDescriptionSchema } from './description.ts';
export {
  type BankBehaviour,
  bankBehaviours,
  type CardBehaviour,
  cardBehaviours,
  type WalletBehaviour,
  walletBehaviours,
} from './hands/behaviours.ts';
export { type Simulation, type SimulationOptions, startSimulation } from './simulation.ts';
