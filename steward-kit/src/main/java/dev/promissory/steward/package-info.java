/**
 * What every steward needs, whatever it is steward of. A steward reads one record after the other, decides by its own
 * rules, and writes what follows in one transaction with its state and its position:
 *
 * <ul>
 *   <li>{@code ExactlyOnce}: the Kafka Streams settings that make it one transaction
 *   <li>{@code AppliedOffsets}: no input record is applied twice, also when the group's offsets are lost
 *   <li>{@code AnswerMemory}: the same ask gets the same answer
 *   <li>{@code Publisher}: facts sealed onto their chain, signed messages, answers, dead letters
 * </ul>
 */
package dev.promissory.steward;
