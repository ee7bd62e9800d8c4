#if Network
package import LogRuntime

/// What came of an attempt to deliver.
package enum DeliveryOutcome: Sendable {
    /// It has arrived.
    case delivered
    /// It is lost: trying again would not help.
    case lost(SinkError)
    /// It has not arrived, and may do so later.
    case postponed(SinkError)
}

/// Delivers what a handler sends, one thing after the other.
package protocol Courier: AnyObject, Sendable {
    /// What is delivered.
    associatedtype Parcel: Sendable

    /// Delivers; one thread at a time calls it.
    func deliver(_ parcel: Parcel) -> DeliveryOutcome

    /// Seconds between two deliveries at least; what waits meanwhile is gathered into one.
    var interval: Double { get }

    /// Makes one parcel of several.
    func gather(_ parcels: [Parcel]) -> Parcel

    /// Lets go of connections; a later parcel makes them anew.
    func close()
}

extension Courier {
    /// None: each parcel goes by itself.
    package var interval: Double { 0 }

    /// The last one; asked only where there is an interval.
    package func gather(_ parcels: [Parcel]) -> Parcel { parcels[parcels.count - 1] }
}
#endif
