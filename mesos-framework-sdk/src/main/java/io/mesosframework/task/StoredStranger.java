package io.mesosframework.task;

/**
 * A task that was replaced while it was out of reach, as it is stored.
 *
 * @param agentId its agent
 */
record StoredStranger(String agentId) implements StoredRecord {

}
