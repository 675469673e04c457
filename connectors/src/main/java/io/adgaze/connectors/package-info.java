/** Placeholder. */ package io.adgaze.connectors;
