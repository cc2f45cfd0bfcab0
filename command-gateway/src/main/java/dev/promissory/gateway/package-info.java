/**
 * HTTP in, wallet.commands out, outcomes back to the caller. A gateway decides nothing about money: it reads a request
 * strictly, hands the command to Kafka, waits for the steward's committed answer, and says honestly what it does not
 * know.
 */
package dev.promissory.gateway;
