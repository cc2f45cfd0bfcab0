/**
 * Opinions: folds committed facts into tables and answers from them.
 *
 * <p>Written side: {@code ViewTopology} -> {@code FactsProcessor} -> {@code FactFold}, which asks {@code FactJudge} and
 * puts rows. Read side: {@code ViewRoutes} -> queries -> {@code Partitions}, which hands out only tables that are here,
 * restored and caught up. Between the two: {@code Positions} and {@code Freshness}, which know how far the tables are.
 *
 * <p>Streams: {@code FactStreamRoute} -> {@code FactStreams} -> {@code FactStream}, which writes what a feed gives out,
 * and the feed asks {@code FoldedFacts} what this view vouches for.
 */
package dev.promissory.views;
