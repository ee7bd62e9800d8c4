import Hummingbird
import Logging

/// Logs each request once it is answered, and errors that nobody has made an answer of.
struct RequestLog<Context: RequestContext>: RouterMiddleware {
    private let access = Logger(label: "web.access")
    private let errors = Logger(label: "web.errors")

    func handle(
        _ request: Request,
        context: Context,
        next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        let start = ContinuousClock.now
        func log(_ status: Int) {
            access.info(
                "\(request.method) \(request.uri.path)",
                metadata: [
                    "id": .string(context.id),
                    "status": .stringConvertible(status),
                    "milliseconds": .stringConvertible((ContinuousClock.now - start) / .milliseconds(1)),
                ]
            )
        }
        do {
            let response = try await next(request, context)
            log(response.status.code)
            return response
        } catch let error as any HTTPResponseError {
            log(error.status.code)
            throw error
        } catch {
            errors.error("request failed", error: error, metadata: ["id": .string(context.id)])
            log(500)
            throw error
        }
    }
}
