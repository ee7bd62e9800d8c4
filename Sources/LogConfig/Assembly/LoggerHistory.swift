/// What a configuration that is loaded anew must know about the loggers, so that it does what it would have done at the start.
struct LoggerHistory: Sendable {
    /// The loggers that were there when the first configuration came into force.
    ///
    /// Only these are switched off for not being named: those that the program has asked for since would not have been there.
    var existedBefore: Set<String>
    /// The loggers that are switched off because the configuration does not name them.
    var switchedOff: Set<String>
}
